import { createRequire } from 'node:module';

interface Resolver {
  hasResourceFactory(type: string): boolean;
  registerResourceFactory(type: string, factory: (data: unknown) => unknown): void;
}

const BLOBS = 'AzureStorageBlobs';

/**
 * Lets blob triggers with `sdkBinding` be passed a reference to the blob instead of its content, which the host would otherwise read into
 * memory as a whole. The reference stays as it is: a function finds its blob by name.
 */
export function acceptBlobReferences(): void {
  // The programming model looks factories up in its own copy of this package, so ours must be that very copy.
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('@azure/functions'));
  const { ResourceFactoryResolver } = theirs('@azure/functions-extensions-base') as {
    ResourceFactoryResolver: { getInstance(): Resolver };
  };
  const resolver = ResourceFactoryResolver.getInstance();
  if (!resolver.hasResourceFactory(BLOBS)) resolver.registerResourceFactory(BLOBS, (data) => data);
}
