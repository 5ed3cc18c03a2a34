namespace Polychron.Storage.Hosting;

/// <summary>Which storage is in use, in words for the log; it holds no secret.</summary>
internal sealed record StoragePlace(string Description);
