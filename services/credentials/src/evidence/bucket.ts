import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { EvidenceStorage, ReceivedContent } from './storage.ts';
import { KEY } from './storage-key.ts';
import { parseStoreId, STORE_ID } from './store-id.ts';

/** A bucket of S3, or of whatever speaks its protocol. Who asks is known by the usual variables, files and services of AWS. */
export interface EvidenceBucket {
  /** Endpoint, bucket and, if there is one, prefix: `https://s3.sa-east-1.amazonaws.com/evidence/portal`. */
  url: string;
  region: string;
  /** By what the store is asked to encrypt what it keeps; null leaves that to the bucket. */
  encryption: 'AES256' | 'aws:kms' | null;
  /** Of `aws:kms`; the account's own where absent. */
  kmsKey?: string | undefined;
}

type Folder = 'partial' | 'kept' | 'quarantine' | 'erased';

const SETTING = 'EVIDENCE_S3_URL';
/** The least that S3 takes as a part: so much of each upload is in memory. */
const PART_BYTES = 5 * 1024 * 1024;
const QUARANTINED_SINCE = 'since';

/** Objects of a bucket: `partial/` while they come in, copied to `kept/`, to `quarantine/` before they are deleted; `erased/` names people. */
export function openEvidenceBucket({ url, region, encryption, kmsKey }: EvidenceBucket): EvidenceStorage & Disposable {
  const { endpoint, Bucket, prefix } = placeOf(url);
  const client = new S3Client({ endpoint, region, forcePathStyle: true });
  const sealed = encryption && {
    ServerSideEncryption: encryption,
    ...(kmsKey !== undefined && { SSEKMSKeyId: kmsKey }),
  };
  const at = (folder: Folder, key: string) => {
    if (!KEY.test(key)) throw new Error('Not a key of the evidence storage');
    return `${prefix}${folder}/${key}`;
  };

  const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key })).catch(unlessAbsent);
  const head = (Key: string) => client.send(new HeadObjectCommand({ Bucket, Key })).catch(unlessAbsent);

  /** False where there is nothing to move. What is cut off in between leaves it in both places, never in none. */
  async function move(from: string, to: string, Metadata?: Record<string, string>): Promise<boolean> {
    const CopySource = encodeURI(`${Bucket}/${from}`);
    const replaced = Metadata && { Metadata, MetadataDirective: 'REPLACE' as const };
    const copy = new CopyObjectCommand({ Bucket, Key: to, CopySource, ...sealed, ...replaced });
    const moved = await client.send(copy).catch(unlessAbsent);
    if (!moved) return false;
    await remove(from);
    return true;
  }

  async function get(Key: string): Promise<Readable | undefined> {
    const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(unlessAbsent);
    return found?.Body as Readable | undefined;
  }

  async function* list(folder: Folder): AsyncGenerator<{ key: string; at: Date }> {
    const Prefix = `${prefix}${folder}/`;
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      for (const { Key = '', LastModified } of page.Contents ?? []) {
        const key = Key.slice(Prefix.length);
        if (KEY.test(key) && LastModified) yield { key, at: LastModified };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  async function holdsAny(folder: 'kept' | 'quarantine'): Promise<boolean> {
    for await (const _ of list(folder)) return true;
    return false;
  }

  const release = async (key: string) => void (await move(at('quarantine', key), at('kept', key)));

  return {
    setting: SETTING,
    place: `${endpoint}/${Bucket}/${prefix}`,

    async readId() {
      const found = await get(`${prefix}${STORE_ID}`);
      if (!found) return null;
      return parseStoreId(await text(found), { setting: SETTING, path: `${Bucket}/${prefix}${STORE_ID}` });
    },

    async writeId(id) {
      const Key = `${prefix}${STORE_ID}`;
      // Not every server knows the condition.
      if (await head(Key)) throw new Error('The evidence store has an id already');
      await client.send(new PutObjectCommand({ Bucket, Key, Body: `${id}\n`, IfNoneMatch: '*', ...sealed }));
    },

    async isEmpty() {
      return !(await holdsAny('kept')) && !(await holdsAny('quarantine'));
    },

    async has(key) {
      return Boolean((await head(at('kept', key))) ?? (await head(at('quarantine', key))));
    },

    async receive(source) {
      const partial = at('partial', randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      let broken: { error: unknown } | undefined;
      async function* counted() {
        try {
          for await (const chunk of source) {
            hash.update(chunk);
            size += chunk.length;
            yield chunk;
          }
        } catch (error) {
          broken = { error };
          throw error;
        }
      }
      // Part after part as they come, each with its checksum; what fails in the middle is aborted there.
      const upload = new Upload({
        client,
        partSize: PART_BYTES,
        queueSize: 1,
        params: {
          Bucket,
          Key: partial,
          Body: Readable.from(counted(), { objectMode: false }),
          ChecksumAlgorithm: 'SHA256',
          ...sealed,
        },
      });
      await upload.done().catch((error) => {
        // What the source broke with is the reason, whatever came of clearing up behind it.
        throw broken ? broken.error : error;
      });
      const content: ReceivedContent = {
        size,
        sha256: hash.digest('hex'),
        async keep(key) {
          if (!(await move(partial, at('kept', key)))) throw new Error('What was received is gone from its store');
        },
        // After `keep` there is nothing left at this place.
        async [Symbol.asyncDispose]() {
          await remove(partial);
        },
      };
      return content;
    },

    async open(key) {
      const found = await get(at('kept', key));
      if (found) return found;
      await release(key);
      const released = await get(at('kept', key));
      if (released) return released;
      throw Object.assign(new Error('There is no such content in the evidence store'), { code: 'ENOENT' });
    },

    async remove(key) {
      for (const folder of ['kept', 'quarantine'] as const) await remove(at(folder, key));
    },

    async quarantine(key, since) {
      await move(at('kept', key), at('quarantine', key), { [QUARANTINED_SINCE]: since.toISOString() });
    },

    release,

    async *quarantined() {
      for await (const { key, at: written } of list('quarantine')) {
        const since = (await head(at('quarantine', key)))?.Metadata?.[QUARANTINED_SINCE];
        yield { key, since: since === undefined ? written : new Date(since) };
      }
    },

    async *keys() {
      for await (const { key } of list('kept')) yield key;
    },

    async *keysWrittenBefore(moment) {
      for await (const { key, at: written } of list('partial')) {
        if (written < moment) await remove(at('partial', key));
      }
      for await (const { key, at: written } of list('kept')) if (written < moment) yield key;
    },

    async noteErased(personId) {
      await client.send(new PutObjectCommand({ Bucket, Key: at('erased', personId), Body: '', ...sealed }));
    },

    async *erased() {
      for await (const { key } of list('erased')) yield key;
    },

    [Symbol.dispose]: () => client.destroy(),
  };
}

/** Endpoint, bucket and prefix of `https://HOST/BUCKET[/PREFIX]`. */
function placeOf(url: string): { endpoint: string; Bucket: string; prefix: string } {
  const { origin, pathname } = new URL(url);
  const [Bucket = '', ...folders] = pathname.split('/').filter((part) => part !== '');
  return { endpoint: origin, Bucket, prefix: folders.map((folder) => `${folder}/`).join('') };
}

function unlessAbsent(error: { name?: string; $metadata?: { httpStatusCode?: number } }): undefined {
  if (error.name === 'NoSuchBucket' || error.$metadata?.httpStatusCode !== 404) throw error;
  return undefined;
}
