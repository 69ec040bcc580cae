import { serviceBundle } from '@portal/service-kit/bundle';

export default serviceBundle(import.meta.dirname, [
  '@node-rs/argon2',
  // What it prints with finds the file that its threads begin with beside itself.
  '@portal/paper/printer',
  // For those alone who keep evidence in S3.
  '@aws-sdk/client-s3',
  '@aws-sdk/lib-storage',
]);
