namespace Arise.Microscopy.Formats;

/// <summary>A tag of a DigitalMicrograph file: a group of tags, a number, or an array that stays in the file.</summary>
/// <param name="Name">Its name; empty for the members of lists.</param>
internal sealed record DmTag(string Name)
{
    /// <summary>The tags of a group; none where there is a value.</summary>
    public List<DmTag> Children { get; } = [];

    /// <summary>The number, or null.</summary>
    public double? Number { get; init; }

    /// <summary>Where the elements of an array begin.</summary>
    public long Offset { get; init; }

    /// <summary>How many elements an array has.</summary>
    public long Count { get; init; }

    /// <summary>Bytes of an element.</summary>
    public int ElementSize { get; init; }

    /// <summary>The first tag of this name in a group, or null.</summary>
    public DmTag? this[string name] =>
        Children.Find(tag => string.Equals(tag.Name, name, StringComparison.Ordinal));

    /// <summary>The tag at the end of a path of names, or null.</summary>
    public DmTag? Find(params ReadOnlySpan<string> path)
    {
        DmTag? tag = this;
        foreach (string name in path)
            tag = tag?[name];
        return tag;
    }
}
