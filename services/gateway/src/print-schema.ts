import { OWN_SDL } from './graph/own-sdl.ts';

process.stdout.write(OWN_SDL);
