using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.Tests.Support;

/// <summary>An invocation of a function that only a test runs.</summary>
internal sealed class TestContext : FunctionContext
{
    private readonly TestDefinition _definition;

    public TestContext(string function, HttpContext? http = null, CancellationToken cancellation = default)
    {
        _definition = new TestDefinition(function);
        CancellationToken = cancellation;
        if (http is not null)
        {
            Items["HttpRequestContext"] = http;
        }
    }

    public override string InvocationId => "invocation-1";

    public override FunctionDefinition FunctionDefinition => _definition;

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; }

    private sealed class TestDefinition(string name) : FunctionDefinition
    {
        public override string Name => name;

        public override string EntryPoint => "Test.Run";
    }
}
