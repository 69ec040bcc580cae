import { faArrowLeft } from '@fortawesome/free-solid-svg-icons/faArrowLeft';
import { faArrowRight } from '@fortawesome/free-solid-svg-icons/faArrowRight';
import { faArrowUpRightFromSquare } from '@fortawesome/free-solid-svg-icons/faArrowUpRightFromSquare';
import { faBan } from '@fortawesome/free-solid-svg-icons/faBan';
import { faBars } from '@fortawesome/free-solid-svg-icons/faBars';
import { faBell } from '@fortawesome/free-solid-svg-icons/faBell';
import { faCalendarXmark } from '@fortawesome/free-solid-svg-icons/faCalendarXmark';
import { faCheck } from '@fortawesome/free-solid-svg-icons/faCheck';
import { faChevronDown } from '@fortawesome/free-solid-svg-icons/faChevronDown';
import { faChevronLeft } from '@fortawesome/free-solid-svg-icons/faChevronLeft';
import { faChevronRight } from '@fortawesome/free-solid-svg-icons/faChevronRight';
import { faChevronUp } from '@fortawesome/free-solid-svg-icons/faChevronUp';
import { faCircle } from '@fortawesome/free-solid-svg-icons/faCircle';
import { faCircleCheck } from '@fortawesome/free-solid-svg-icons/faCircleCheck';
import { faCircleExclamation } from '@fortawesome/free-solid-svg-icons/faCircleExclamation';
import { faCircleHalfStroke } from '@fortawesome/free-solid-svg-icons/faCircleHalfStroke';
import { faCircleInfo } from '@fortawesome/free-solid-svg-icons/faCircleInfo';
import { faCirclePause } from '@fortawesome/free-solid-svg-icons/faCirclePause';
import { faCircleXmark } from '@fortawesome/free-solid-svg-icons/faCircleXmark';
import { faClock } from '@fortawesome/free-solid-svg-icons/faClock';
import { faCopy } from '@fortawesome/free-solid-svg-icons/faCopy';
import { faDownload } from '@fortawesome/free-solid-svg-icons/faDownload';
import { faExpand } from '@fortawesome/free-solid-svg-icons/faExpand';
import { faEye } from '@fortawesome/free-solid-svg-icons/faEye';
import { faFile } from '@fortawesome/free-solid-svg-icons/faFile';
import { faFileImage } from '@fortawesome/free-solid-svg-icons/faFileImage';
import { faFilePdf } from '@fortawesome/free-solid-svg-icons/faFilePdf';
import { faFilter } from '@fortawesome/free-solid-svg-icons/faFilter';
import { faFolderOpen } from '@fortawesome/free-solid-svg-icons/faFolderOpen';
import { faHourglassHalf } from '@fortawesome/free-solid-svg-icons/faHourglassHalf';
import { faHouse } from '@fortawesome/free-solid-svg-icons/faHouse';
import { faInbox } from '@fortawesome/free-solid-svg-icons/faInbox';
import { faKey } from '@fortawesome/free-solid-svg-icons/faKey';
import { faLink } from '@fortawesome/free-solid-svg-icons/faLink';
import { faListCheck } from '@fortawesome/free-solid-svg-icons/faListCheck';
import { faLock } from '@fortawesome/free-solid-svg-icons/faLock';
import { faMagnifyingGlass } from '@fortawesome/free-solid-svg-icons/faMagnifyingGlass';
import { faMagnifyingGlassMinus } from '@fortawesome/free-solid-svg-icons/faMagnifyingGlassMinus';
import { faMagnifyingGlassPlus } from '@fortawesome/free-solid-svg-icons/faMagnifyingGlassPlus';
import { faMinus } from '@fortawesome/free-solid-svg-icons/faMinus';
import { faPaperclip } from '@fortawesome/free-solid-svg-icons/faPaperclip';
import { faPaperPlane } from '@fortawesome/free-solid-svg-icons/faPaperPlane';
import { faPen } from '@fortawesome/free-solid-svg-icons/faPen';
import { faPenToSquare } from '@fortawesome/free-solid-svg-icons/faPenToSquare';
import { faPlugCircleXmark } from '@fortawesome/free-solid-svg-icons/faPlugCircleXmark';
import { faPlus } from '@fortawesome/free-solid-svg-icons/faPlus';
import { faRightFromBracket } from '@fortawesome/free-solid-svg-icons/faRightFromBracket';
import { faRightToBracket } from '@fortawesome/free-solid-svg-icons/faRightToBracket';
import { faRotateLeft } from '@fortawesome/free-solid-svg-icons/faRotateLeft';
import { faRotateRight } from '@fortawesome/free-solid-svg-icons/faRotateRight';
import { faShieldHalved } from '@fortawesome/free-solid-svg-icons/faShieldHalved';
import { faSpinner } from '@fortawesome/free-solid-svg-icons/faSpinner';
import { faTrash } from '@fortawesome/free-solid-svg-icons/faTrash';
import { faTriangleExclamation } from '@fortawesome/free-solid-svg-icons/faTriangleExclamation';
import { faUpload } from '@fortawesome/free-solid-svg-icons/faUpload';
import { faUser } from '@fortawesome/free-solid-svg-icons/faUser';
import { faUserCheck } from '@fortawesome/free-solid-svg-icons/faUserCheck';
import { faXmark } from '@fortawesome/free-solid-svg-icons/faXmark';

/** The icons that the Portal uses, by what they mean. */
export const icons = {
  check: faCheck,
  close: faXmark,
  success: faCircleCheck,
  info: faCircleInfo,
  warning: faTriangleExclamation,
  danger: faCircleExclamation,
  refused: faCircleXmark,
  clock: faClock,
  sent: faPaperPlane,
  search: faMagnifyingGlass,
  edit: faPenToSquare,
  draft: faPen,
  cancelled: faBan,
  menu: faBars,
  down: faChevronDown,
  up: faChevronUp,
  right: faChevronRight,
  left: faChevronLeft,
  home: faHouse,
  copy: faCopy,
  download: faDownload,
  upload: faUpload,
  file: faFile,
  pdf: faFilePdf,
  image: faFileImage,
  remove: faTrash,
  add: faPlus,
  minus: faMinus,
  person: faUser,
  signOut: faRightFromBracket,
  signIn: faRightToBracket,
  next: faArrowRight,
  previous: faArrowLeft,
  rotateRight: faRotateRight,
  rotateLeft: faRotateLeft,
  zoomIn: faMagnifyingGlassPlus,
  zoomOut: faMagnifyingGlassMinus,
  expand: faExpand,
  view: faEye,
  key: faKey,
  filter: faFilter,
  contrast: faCircleHalfStroke,
  external: faArrowUpRightFromSquare,
  pending: faHourglassHalf,
  busy: faSpinner,
  suspended: faCirclePause,
  expired: faCalendarXmark,
  claim: faUserCheck,
  attach: faPaperclip,
  empty: faInbox,
  lock: faLock,
  bell: faBell,
  shield: faShieldHalved,
  checklist: faListCheck,
  folder: faFolderOpen,
  circle: faCircle,
  offline: faPlugCircleXmark,
  link: faLink,
};

/** The name of an icon: what it means, not how it looks. */
export type IconName = keyof typeof icons;
