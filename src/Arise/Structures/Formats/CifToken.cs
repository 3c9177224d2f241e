namespace Arise.Structures.Formats;

/// <summary>A piece of CIF text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text without delimiters.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal readonly record struct CifToken(CifTokenKind Kind, string Text, long Line)
{
    /// <summary>Whether this is a value of a data item.</summary>
    public bool IsValue => Kind is CifTokenKind.BareValue or CifTokenKind.QuotedValue or CifTokenKind.OpenQuote;

    /// <summary>Whether this is a value that stands for none: ? or . without quotes, or nothing between them.</summary>
    public bool IsMissing => Kind switch
    {
        CifTokenKind.BareValue => Text is "?" or ".",
        CifTokenKind.QuotedValue => string.IsNullOrWhiteSpace(Text),
        _ => false,
    };
}
