import { serviceBundle } from '@portal/service-kit/bundle';

export default serviceBundle(import.meta.dirname);
