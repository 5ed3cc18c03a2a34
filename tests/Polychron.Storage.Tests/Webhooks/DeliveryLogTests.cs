using Polychron.Storage.Tests.Backends;

namespace Polychron.Storage.Tests.Webhooks;

public sealed class MemoryDeliveryLogTests : DeliveryLogContract<MemoryBackend>;

public sealed class SqliteDeliveryLogTests : DeliveryLogContract<SqliteBackend>;

public sealed class AzuriteDeliveryLogTests : DeliveryLogContract<AzuriteBackend>;
