/** Names and addresses for which the emulator answers: the vendor's, which clients have written into them, and this machine. */
export const SERVER_NAMES: readonly string[] = ['api.megvii.com', 'localhost', '127.0.0.1', '::1'];
