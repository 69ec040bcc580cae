export { Paper } from './paper.ts';
export { drawQrCode } from './qr-code.ts';
