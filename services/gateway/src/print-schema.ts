import { OWN_SDL } from './own-fields/own-sdl.ts';

process.stdout.write(OWN_SDL);
