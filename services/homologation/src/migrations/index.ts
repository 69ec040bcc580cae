import type { DatabaseOptions } from '@portal/service-kit';
import { Homologation0001hosts } from './Homologation0001hosts.ts';
import { Homologation0002trialCertificates } from './Homologation0002trialCertificates.ts';
import { Homologation0003conformance } from './Homologation0003conformance.ts';
import { Homologation0004conformanceReports } from './Homologation0004conformanceReports.ts';
import { Homologation0005timeStamps } from './Homologation0005timeStamps.ts';
import { Homologation0006conformanceOverrides } from './Homologation0006conformanceOverrides.ts';
import { Homologation0007documentContents } from './Homologation0007documentContents.ts';
import { Homologation0008toldReports } from './Homologation0008toldReports.ts';
import { Homologation0009conformanceMessages } from './Homologation0009conformanceMessages.ts';
import { Homologation0010reportsForPeople } from './Homologation0010reportsForPeople.ts';
import { Homologation0011auditChain } from './Homologation0011auditChain.ts';
import { Homologation0012toldSuites } from './Homologation0012toldSuites.ts';
import { Homologation0013faultsInOrder } from './Homologation0013faultsInOrder.ts';
import { Homologation0014auditByAge } from './Homologation0014auditByAge.ts';

/** Of the database `homologation`, in order. */
export const MIGRATIONS: DatabaseOptions['migrations'] = [
  Homologation0001hosts,
  Homologation0002trialCertificates,
  Homologation0003conformance,
  Homologation0004conformanceReports,
  Homologation0005timeStamps,
  Homologation0006conformanceOverrides,
  Homologation0007documentContents,
  Homologation0008toldReports,
  Homologation0009conformanceMessages,
  Homologation0010reportsForPeople,
  Homologation0011auditChain,
  Homologation0012toldSuites,
  Homologation0013faultsInOrder,
  Homologation0014auditByAge,
];
