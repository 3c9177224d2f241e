namespace Arise.Structures.Formats;

/// <summary>What stands in a file that is being written, for formats that number or name their frames.</summary>
internal sealed class WrittenFrames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Number of the frame that is written now, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Goes to the next frame.</summary>
    public void Next() => Number++;

    /// <summary>A name that no frame before has: this one, or with the number of the frame behind it.</summary>
    public string Unique(string name)
    {
        while (!_names.Add(name))
            name += $"_{Number}";
        return name;
    }
}
