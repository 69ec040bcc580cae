declare module 'subset-font' {
  /** The font with the glyphs that `text` needs, and no others. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2' | 'woff' | 'truetype';
      /** The OpenType features that stay; all of them where absent. */
      keepFeatures?: readonly string[];
      noHinting?: boolean;
    },
  ): Promise<Buffer>;
}
