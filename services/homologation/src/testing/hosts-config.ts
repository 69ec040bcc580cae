/** The hosts on this machine, at free ports, as they are where nothing is set. */
export const TEST_HOSTS = {
  authPort: 0,
  ehrPort: 0,
  authAddress: '127.0.0.1',
  ehrAddress: '127.0.0.1',
  softwareVersion: '4.2.0',
  refuseUnaccredited: false,
  statuses: {},
};
