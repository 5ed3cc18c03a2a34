using Polychron.Storage.Tests.Backends;

namespace Polychron.Storage.Tests.Contract;

public sealed class AzuriteTableCommitTests : TableCommitContract<AzuriteBackend>;

public sealed class AzuriteTableLimitTests : TableLimitContract<AzuriteBackend>;

public sealed class AzuriteTableRangeTests : TableRangeContract<AzuriteBackend>;

public sealed class AzuriteTableConcurrencyTests : TableConcurrencyContract<AzuriteBackend>;
