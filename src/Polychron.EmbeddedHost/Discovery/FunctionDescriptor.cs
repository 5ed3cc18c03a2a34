using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Polychron.EmbeddedHost.Invocation;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>A function as it was declared and checked.</summary>
internal sealed class FunctionDescriptor : FunctionDefinition
{
    private readonly Lazy<FunctionInvoker> invoker;

    public FunctionDescriptor(string name, MethodInfo method, FunctionTrigger trigger, IReadOnlyList<ParameterBinding> parameters)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        Parameters = parameters;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";

        // Compiled at the first invocation: hundreds of functions compiled at start would take longer than the start itself.
        invoker = new Lazy<FunctionInvoker>(() => InvokerCompiler.Compile(this));
    }

    public override string Name { get; }

    public override string EntryPoint { get; }

    public MethodInfo Method { get; }

    public FunctionTrigger Trigger { get; }

    public IReadOnlyList<ParameterBinding> Parameters { get; }

    public FunctionInvoker Invoker => invoker.Value;
}
