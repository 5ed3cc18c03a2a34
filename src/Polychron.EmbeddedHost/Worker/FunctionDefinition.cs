namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The function's name, unique in the app.</summary>
    public abstract string Name { get; }

    /// <summary>The full name of the method: namespace, class and method.</summary>
    public abstract string EntryPoint { get; }
}
