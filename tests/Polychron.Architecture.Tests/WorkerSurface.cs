namespace Polychron.Architecture.Tests;

/// <summary>
/// The part of the Functions worker's API that the product uses, no more and no less: the embedded host has it, and it was seen to work with
/// the official packages. Whoever needs more adds it here, to the embedded host and to the check against the real worker.
/// </summary>
internal static class WorkerSurface
{
    /// <summary>Each type with its members, by their names in metadata.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Members = new Dictionary<string, string[]>
    {
        ["Microsoft.Azure.Functions.Worker.FunctionAttribute"] = [".ctor"],
        ["Microsoft.Azure.Functions.Worker.AuthorizationLevel"] = [],
        ["Microsoft.Azure.Functions.Worker.HttpTriggerAttribute"] = [".ctor", "get_Route", "get_Methods"],
        ["Microsoft.Azure.Functions.Worker.QueueTriggerAttribute"] = [".ctor"],
        ["Microsoft.Azure.Functions.Worker.TimerTriggerAttribute"] = [".ctor"],
        ["Microsoft.Azure.Functions.Worker.TimerInfo"] = [],
        ["Microsoft.Azure.Functions.Worker.FunctionContext"] =
            ["get_InvocationId", "get_FunctionDefinition", "get_CancellationToken"],
        ["Microsoft.Azure.Functions.Worker.FunctionDefinition"] = ["get_Name"],
        ["Microsoft.Azure.Functions.Worker.FunctionContextExtensions"] = ["GetHttpContext"],
        ["Microsoft.Azure.Functions.Worker.FunctionContextBindingFeatureExtensions"] = ["GetInvocationResult"],
        ["Microsoft.Azure.Functions.Worker.InvocationResult"] = [],
        ["Microsoft.Azure.Functions.Worker.InvocationResult`1"] = ["set_Value"],
        ["Microsoft.Azure.Functions.Worker.IFunctionsWorkerApplicationBuilder"] = [],
        ["Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware"] = ["Invoke"],
        ["Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate"] = ["Invoke"],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication"] = ["CreateBuilder"],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder"] = ["get_Services", "get_Configuration", "Build"],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilderAspNetCoreExtensions"] = ["ConfigureFunctionsWebApplication"],
        ["Microsoft.Extensions.Hosting.MiddlewareWorkerApplicationBuilderExtensions"] = ["UseMiddleware"],
    };

    /// <summary>What the product implements and never calls, so that no reference to it is in its assemblies.</summary>
    public static readonly IReadOnlyList<string> Implemented = ["Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware.Invoke"];

    /// <summary>The properties that the triggers' attributes may set.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> AttributeProperties = new Dictionary<string, string[]>
    {
        ["FunctionAttribute"] = [],
        ["HttpTriggerAttribute"] = ["Route"],
        ["QueueTriggerAttribute"] = ["Connection"],
        ["TimerTriggerAttribute"] = ["RunOnStartup", "UseMonitor"],
    };
}
