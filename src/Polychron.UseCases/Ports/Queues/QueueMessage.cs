namespace Polychron.UseCases.Ports.Queues;

/// <summary>A message as it was received or peeked.</summary>
/// <param name="Id">The message's id, the same at every delivery.</param>
/// <param name="PopReceipt">The proof of holding it, for deleting it; empty on a peeked message.</param>
/// <param name="Body">The text.</param>
/// <param name="DequeueCount">How many times it has been received, this time included; a peeked one: so far.</param>
/// <param name="InsertedAt">When it was added, UTC.</param>
public sealed record QueueMessage(string Id, string PopReceipt, string Body, long DequeueCount, DateTimeOffset InsertedAt);
