namespace Polychron.EmbeddedHost.Invocation;

/// <summary>Makes the function's object, calls its method and stores what it returns as the invocation's result.</summary>
internal delegate Task FunctionInvoker(EmbeddedFunctionContext context);
