using Polychron.Storage.Tests.Backends;

namespace Polychron.Storage.Tests.Contract;

public sealed class MemoryTableCommitTests : TableCommitContract<MemoryBackend>;

public sealed class MemoryTableLimitTests : TableLimitContract<MemoryBackend>;

public sealed class MemoryTableRangeTests : TableRangeContract<MemoryBackend>;

public sealed class MemoryTableConcurrencyTests : TableConcurrencyContract<MemoryBackend>;
