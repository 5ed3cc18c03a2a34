using System.Net.Http.Headers;
using System.Text;

namespace Polychron.Security.Tests.Support;

/// <summary>Someone with a token, who shows it to each API in that API's place.</summary>
/// <param name="Token">The token, or null for someone without one.</param>
/// <param name="Workspace">What is named where an API asks for the workspace.</param>
internal sealed record Caller(string? Token, string Workspace)
{
    public void Show(HttpRequestMessage request, string api)
    {
        if (Token is not null)
        {
            switch (api)
            {
                case "Timedash":
                    request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Token + ":")));
                    break;
                case "Timespace":
                    request.Headers.Add("Cookie", $"timespace_api_key={Token}");
                    break;
                default:
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
                    break;
            }
        }

        if (api == "Timether")
        {
            request.Headers.Add("X-Workspace-Id", Workspace);
        }
    }
}
