namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Marks the <c>string</c> parameter of a function that runs once for each message of a queue (at least once: a message is
/// seen again after a failure or a crash). The embedded host gives the message's text and no other type.
/// </summary>
/// <param name="queueName">The queue's name: 3 to 63 lower-case letters, digits and single hyphens.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue's name.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that names the storage account on Azure; the embedded host has one queue store and ignores it.</summary>
    public string? Connection { get; set; }
}
