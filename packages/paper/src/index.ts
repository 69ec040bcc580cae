export { Paper, type Role, type Setting } from './paper.ts';
export { drawQrCode } from './qr-code.ts';
