using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Polychron.EmbeddedHost.Http;

/// <summary>The functions' endpoints, which never change while the host runs.</summary>
internal sealed class FunctionEndpointSource(IReadOnlyList<Endpoint> endpoints) : EndpointDataSource
{
    public override IReadOnlyList<Endpoint> Endpoints { get; } = endpoints;

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
