using Polychron.Storage.Tests.Backends;

namespace Polychron.Storage.Tests.Contract;

public sealed class SqliteTableCommitTests : TableCommitContract<SqliteBackend>;

public sealed class SqliteTableLimitTests : TableLimitContract<SqliteBackend>;

public sealed class SqliteTableRangeTests : TableRangeContract<SqliteBackend>;

public sealed class SqliteTableConcurrencyTests : TableConcurrencyContract<SqliteBackend>;
