namespace Arise.Structures.Formats;

/// <summary>What a piece of CIF text is.</summary>
internal enum CifTokenKind : byte
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

    /// <summary>A value whose quotation mark is not closed before a blank; the text is what stands there.</summary>
    OpenQuote,
}
