using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Scanning;

/// <summary>A row with its whole address.</summary>
internal sealed record ScannedRow(string Table, string Partition, TableRow Row);

/// <summary>A message of a queue, and when it is to be seen.</summary>
internal sealed record ScannedMessage(string Queue, string Body, DateTimeOffset VisibleAt);
