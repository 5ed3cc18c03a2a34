using Polychron.Storage.Tests.Backends;

namespace Polychron.Storage.Tests.Contract;

public sealed class MemoryQueueTests : QueueContract<MemoryBackend>;

public sealed class SqliteQueueTests : QueueContract<SqliteBackend>;

public sealed class AzuriteQueueTests : QueueContract<AzuriteBackend>;
