namespace Polychron.UseCases.Ports.Queues;

/// <summary>A queue that functions of the app listen to; whoever has one registers it, so that operators see all of them.</summary>
/// <param name="Name">The queue's name.</param>
public sealed record WorkQueue(string Name)
{
    /// <summary>Where the host parks messages of the queue that have failed too often.</summary>
    public string PoisonName => Name + "-poison";
}
