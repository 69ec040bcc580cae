/** A certificate's file, read where its owner is. */
export {
  CERTIFICATE_FILE_MESSAGES,
  CertificateFileError,
  type CertificateFileFault,
} from './certificate-file-error.ts';
export { type ReadCertificateFile, readCertificateFile } from './read-certificate-file.ts';
