import { serviceBundle } from '@portal/service-kit/bundle';

// It finds the file that its threads begin with beside itself.
export default serviceBundle(import.meta.dirname, ['piscina']);
