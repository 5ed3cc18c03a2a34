using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Assets;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>The pictures that replies name: drawn from what their URLs say, so that no storage is read for them.</summary>
public sealed class AssetFunctions
{
    private const string Svg = "image/svg+xml; charset=utf-8";
    private const int DefaultSize = 100;
    private const int MaxSize = 400;

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Cache-Control", "public, max-age=86400, immutable"),
        new("Content-Security-Policy", "default-src 'none'; sandbox"),
    ];

    /// <summary>The picture of a person: initials on a circle whose colour comes from the digest.</summary>
    [Function("TimelyAssetAvatar")]
    public IResult Avatar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Avatar)] HttpRequest request, string digest)
    {
        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower))
        {
            throw new RequestException(RequestErrorKind.NotFound, "There is no such picture.");
        }

        var hue = int.Parse(digest.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 360;
        return Draw(request, $"hsl({hue},45%,45%)", isRound: true);
    }

    /// <summary>The logo of an account: initials on a square of its colour.</summary>
    [Function("TimelyAssetLogo")]
    public IResult Logo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Logo)] HttpRequest request, string color) =>
        Draw(
            request,
            Colors.Read(color) ?? throw new RequestException(RequestErrorKind.NotFound, "There is no such picture."),
            isRound: false);

    private static BytesResult Draw(HttpRequest request, string color, bool isRound)
    {
        var size = int.TryParse(request.Query["s"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MaxSize)
            : DefaultSize;

        // Letters and digits only: nothing in them has a meaning in markup.
        var initials = Initials.Drawable(request.Query["i"]);
        var corner = isRound ? 50 : 12;
        var svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 100 100" role="img" aria-label="{initials}">
            <rect width="100" height="100" rx="{corner}" fill="{color}"/>
            <text x="50" y="50" dy="0.36em" text-anchor="middle" font-family="sans-serif" font-size="42" fill="#ffffff">{initials}</text>
            </svg>
            """;
        return new BytesResult(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(svg), Svg) { Headers = Headers };
    }
}
