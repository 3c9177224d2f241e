namespace Arise.Structures.Formats;

/// <summary>What a piece of CIF text is.</summary>
internal enum CifTokenKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>A data block header; the text is the name behind "data_".</summary>
    Block,

    /// <summary>The word "loop_".</summary>
    Loop,

    /// <summary>A data name; the text includes the underscore.</summary>
    Tag,

    /// <summary>A value without delimiters; "?" (unknown) and "." (not applicable) are such.</summary>
    BareValue,

    /// <summary>A value between quotes or semicolons, without them.</summary>
    QuotedValue,
}

/// <summary>A piece of CIF text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text without delimiters.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
internal readonly record struct CifToken(CifTokenKind Kind, string Text, long Line)
{
    /// <summary>Whether this is a value of a data item.</summary>
    public bool IsValue => Kind is CifTokenKind.BareValue or CifTokenKind.QuotedValue;

    /// <summary>Whether this is a value that stands for none: ? or . without quotes.</summary>
    public bool IsMissing => Kind == CifTokenKind.BareValue && Text is ("?" or ".");
}
