import {
  type AnnouncedMaintenance,
  isToldOf,
  PORTAL_PART_LABELS,
  type PortalStatus,
  spanWords,
  whenOf,
} from '@portal/domain';
import { Message, untilReleased } from '@portal/ui';
import { useEffect, useState } from 'react';

/** With what the gateway and the browser keep of the answer, less than a minute. */
const LOOK_MS = 30_000;

/** On every page, from a day before until its end: a maintenance that was announced. Whoever put it away sees it no more in this tab. */
export function MaintenanceNotice() {
  const [told, setTold] = useState<readonly AnnouncedMaintenance[]>([]);
  const [away, setAway] = useState(putAway);

  useEffect(() => {
    const over = new AbortController();
    const look = async () => {
      const maintenance = await readMaintenance(over.signal);
      if (!maintenance) return;
      // It stands above all else on the page, which must not move under a press.
      await untilReleased();
      if (!over.signal.aborted) setTold(maintenance);
    };
    const lookIfSeen = () => void (document.visibilityState === 'visible' && look());
    const again = setInterval(lookIfSeen, LOOK_MS);
    document.addEventListener('visibilitychange', lookIfSeen);
    void look();
    return () => {
      over.abort();
      clearInterval(again);
      document.removeEventListener('visibilitychange', lookIfSeen);
    };
  }, []);

  const now = new Date();
  const shown = told.filter((one) => isToldOf(one, now) && !away.includes(nameOf(one)));
  if (shown.length === 0) return null;
  return (
    <div className="container">
      {shown.map((one) => (
        <Message
          key={nameOf(one)}
          tone="warning"
          title={`Manutenção ${whenOf(one, now) === 'ON' ? 'em curso' : 'anunciada'}: ${spanWords(one)}`}
          onClose={() => setAway(putAwayWith(nameOf(one)))}
        >
          <p>
            {one.parts.map((part) => PORTAL_PART_LABELS[part]).join('; ')}. {one.text}
          </p>
        </Message>
      ))}
    </div>
  );
}

/** What the status page says; undefined where it says nothing. */
async function readMaintenance(signal: AbortSignal): Promise<readonly AnnouncedMaintenance[] | undefined> {
  try {
    const answer = await fetch('/situacao.json', { signal });
    // A gateway of the version before tells of none.
    return answer.ok ? ((await answer.json()) as Partial<PortalStatus>).maintenance : undefined;
  } catch {
    return undefined;
  }
}

const KEPT = 'portal:maintenance-put-away';

/** One that was changed is told anew. */
function nameOf({ startsAt, endsAt, text }: AnnouncedMaintenance): string {
  return `${startsAt} ${endsAt} ${text}`;
}

function putAway(): string[] {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
}

function putAwayWith(name: string): string[] {
  const names = [...putAway(), name];
  sessionStorage.setItem(KEPT, JSON.stringify(names));
  return names;
}
