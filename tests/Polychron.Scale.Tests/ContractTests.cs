using Polychron.Storage.Tests.Contract;

namespace Polychron.Scale.Tests;

public sealed class SimulatedTableCommitTests : TableCommitContract<SimulatedBackend>;

public sealed class SimulatedTableLimitTests : TableLimitContract<SimulatedBackend>;

public sealed class SimulatedTableRangeTests : TableRangeContract<SimulatedBackend>;

public sealed class SimulatedTableConcurrencyTests : TableConcurrencyContract<SimulatedBackend>;

public sealed class SimulatedQueueTests : QueueContract<SimulatedBackend>;
