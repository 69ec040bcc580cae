import { useState } from 'react';
import { type Size, scaleToFit, turned } from './fit.ts';
import { thumbnailOf } from './thumbnail.ts';
import type { Rotation } from './viewer-state.ts';

interface ImageSheetProps {
  url: string;
  fileName: string;
  zoom: number;
  rotation: Rotation;
  /** The width there is, in pixels. */
  room: number;
  onFailure: () => void;
  /** It is drawn: a small picture of it. */
  onPicture: (picture: string) => void;
}

/** A picture at the size and the turn asked for. The box takes the room that the turned picture needs, so it scrolls. */
export function ImageSheet({ url, fileName, zoom, rotation, room, onFailure, onPicture }: ImageSheetProps) {
  const [natural, setNatural] = useState<Size>({ width: 1, height: 1 });
  const scale = scaleToFit(natural, rotation, room, zoom);
  const drawn = { width: natural.width * scale, height: natural.height * scale };
  return (
    <div className="evidence-sheet" style={turned(drawn, rotation)}>
      <img
        src={url}
        alt={`Evidência ${fileName}`}
        style={{ ...drawn, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
        onLoad={({ currentTarget }) => {
          const size = { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight };
          setNatural(size);
          const picture = thumbnailOf(currentTarget, size);
          if (picture) onPicture(picture);
        }}
        onError={onFailure}
      />
    </div>
  );
}
