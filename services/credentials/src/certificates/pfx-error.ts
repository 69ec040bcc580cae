/** The bytes are not a PFX, or one that is protected in a way that is not read here. */
export class UnreadablePfx extends Error {
  override readonly name = 'UnreadablePfx';
}

/** The password does not open the PFX. */
export class WrongPassword extends Error {
  override readonly name = 'WrongPassword';
}
