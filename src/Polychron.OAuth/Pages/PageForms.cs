using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.OAuth.Functions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Forms;

namespace Polychron.OAuth.Pages;

/// <summary>
/// Guards the pages' forms against being sent by another site, or twice. A form carries a value that is signed together with
/// a random cookie of the browser that it was shown to and with what the form is about; it is good for ten minutes and once.
/// </summary>
public sealed class PageForms
{
    /// <summary>The field with the value.</summary>
    internal const string Field = "form";

    /// <summary>The cookie. It says nothing of the user.</summary>
    internal const string Cookie = "polychron_form";

    /// <summary>How long a form is good.</summary>
    internal static readonly Duration Lifetime = Duration.FromMinutes(10);

    private const int CookieDigits = 32;
    private const int IdBytes = 16;
    private const int TimeBytes = 8;
    private const int Length = TimeBytes + IdBytes + 32;

    private readonly IFormStore _store;
    private readonly IRandomSource _random;
    private readonly IClock _clock;

    internal PageForms(IFormStore store, IRandomSource random, IClock clock)
    {
        _store = store;
        _random = random;
        _clock = clock;
    }

    /// <summary>A value for a form, and the cookie on the response.</summary>
    /// <param name="http">The request that shows the form.</param>
    /// <param name="subject">What the form is about: the sending has to be about the same.</param>
    internal async ValueTask<string> IssueAsync(HttpContext http, string subject)
    {
        var browser = BrowserOf(http.Request) ?? NewBrowser();
        http.Response.Cookies.Append(Cookie, browser, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = http.Request.PathBase + Routes.CookiePath,

            // Not Strict: the client's site leads here, and what came before in another tab would be replaced and lost.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        var value = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(value, (_clock.GetCurrentInstant() + Lifetime).ToUnixTimeSeconds());
        _random.Fill(value.AsSpan(TimeBytes, IdBytes));
        await SignAsync(value, browser, subject, http.RequestAborted).ConfigureAwait(false);
        return Base64Url.EncodeToString(value);
    }

    /// <summary>Whether a form that was sent is one that was shown to this browser, about this, not too long ago, and is sent for the first time.</summary>
    internal async ValueTask<bool> AcceptAsync(HttpRequest request, string? sent, string subject)
    {
        var value = new byte[Length];
        if (sent is null
            || sent.Length != Base64Url.GetEncodedLength(Length)
            || Base64Url.DecodeFromChars(sent, value, out _, out var length) != OperationStatus.Done
            || length != Length
            || BrowserOf(request) is not { } browser)
        {
            return false;
        }

        var signed = value.ToArray();
        await SignAsync(signed, browser, subject, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (!CryptographicOperations.FixedTimeEquals(signed, value))
        {
            return false;
        }

        var expiresAt = Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(value));
        return _clock.GetCurrentInstant() < expiresAt
            && await _store.TryUseAsync(
                Convert.ToHexStringLower(value.AsSpan(TimeBytes, IdBytes)), expiresAt, request.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    private async ValueTask SignAsync(byte[] value, string browser, string subject, CancellationToken cancellation)
    {
        var key = await _store.GetKeyAsync(cancellation).ConfigureAwait(false);

        // The parts in front have a fixed length, so that none can pass for a piece of another.
        byte[] text = [.. value.AsSpan(0, TimeBytes + IdBytes), .. Encoding.ASCII.GetBytes(browser), .. Encoding.UTF8.GetBytes(subject)];
        HMACSHA256.HashData(key.Span, text, value.AsSpan(TimeBytes + IdBytes));
    }

    private static string? BrowserOf(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: CookieDigits } cookie && cookie.All(char.IsAsciiHexDigitLower) ? cookie : null;

    private string NewBrowser()
    {
        Span<byte> bits = stackalloc byte[CookieDigits / 2];
        _random.Fill(bits);
        return Convert.ToHexStringLower(bits);
    }
}
