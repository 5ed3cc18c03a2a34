namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The trigger: the HTTP request, the message's text, or the timer's information.</summary>
    Trigger,

    /// <summary>The invocation's context.</summary>
    Context,

    /// <summary>The invocation's cancellation token.</summary>
    Cancellation,

    /// <summary>The route value of the parameter's name.</summary>
    Route,
}

/// <summary>A parameter of a function's method.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">The parameter's type.</param>
/// <param name="Source">Where its value comes from.</param>
internal sealed record ParameterBinding(string Name, Type Type, ParameterSource Source);
