using System.Text;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Dialects.Urls;

namespace Polychron.Dialects.Paging;

/// <summary>
/// The URLs of a list's pages: the request's own URL with its other parameters in their order and the page's number last.
/// Parameters are encoded as PHP's http_build_query does in RFC 3986 form, which is what Laravel's paginator sends:
/// <c>projects[]=a</c> comes back as <c>projects%5B0%5D=a</c>.
/// </summary>
public sealed class PageLinks
{
    private readonly string _prefix;

    /// <summary>The links of a request's list.</summary>
    /// <param name="request">The request.</param>
    /// <param name="query">Its query.</param>
    /// <param name="numberName">The name of the page's number.</param>
    public PageLinks(HttpRequest request, QueryBag query, string numberName = "page")
        : this(RequestUrl.WithoutQuery(request), query, numberName)
    {
    }

    internal PageLinks(string urlWithoutQuery, QueryBag query, string numberName)
    {
        var prefix = new StringBuilder(urlWithoutQuery).Append('?');
        var lists = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in query.Parameters)
        {
            if (parameter.Index is not null)
            {
                lists.Add(parameter.Name);
            }
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { numberName };
        foreach (var parameter in query.Parameters)
        {
            if (!lists.Contains(parameter.Name))
            {
                if (parameter.Name != numberName)
                {
                    Append(prefix, parameter.Name, parameter.Value);
                }
            }
            else if (seen.Add(parameter.Name))
            {
                AppendList(prefix, parameter.Name, query.Parameters);
            }
        }

        _prefix = prefix.Append(Uri.EscapeDataString(numberName)).Append('=').ToString();
    }

    /// <summary>The URL of a page.</summary>
    public string Of(long number) => _prefix + number;

    /// <summary>The URL of a page, or null for none.</summary>
    public string? Of(long? number) => number is { } page ? Of(page) : null;

    // All values of a list stand where its first one stood, numbered anew in the order in which they are read.
    private static void AppendList(StringBuilder prefix, string name, List<QueryParameter> parameters)
    {
        var next = 0;
        foreach (var value in QueryList.Collect(name, parameters, out _)!.Values)
        {
            Append(prefix, $"{name}[{next++}]", value);
        }
    }

    private static void Append(StringBuilder prefix, string name, string value) =>
        prefix.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
}
