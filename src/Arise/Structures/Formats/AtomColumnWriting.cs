namespace Arise.Structures.Formats;

/// <summary>Writes columns as words with a blank before each.</summary>
internal static class AtomColumnWriting
{
    /// <summary>Writes the values of an atom.</summary>
    /// <param name="column">The column.</param>
    /// <param name="atom">The atom.</param>
    /// <param name="output">Where to.</param>
    /// <param name="yes">What true is written as.</param>
    /// <param name="no">What false is written as.</param>
    public static void WriteRow(this AtomColumn column, int atom, TextWriter output, char yes = 'T', char no = 'F')
    {
        for (int i = atom * column.Width; i < (atom + 1) * column.Width; i++)
        {
            output.Write(' ');
            switch (column.Values)
            {
                case double[] reals:
                    output.WriteReal(reals[i]);
                    break;
                case long[] integers:
                    output.WriteInteger(integers[i]);
                    break;
                case bool[] logicals:
                    output.Write(logicals[i] ? yes : no);
                    break;
                case string[] texts:
                    output.Write(texts[i]);
                    break;
            }
        }
    }

    /// <summary>Refuses texts that are no single words.</summary>
    /// <exception cref="StructureFormatException">A text is empty or has blanks.</exception>
    public static void RequireWords(this AtomColumn column, string file, string format)
    {
        if (column.Values is string[] texts && Array.Exists(texts, text => !IsWord(text)))
        {
            throw new StructureFormatException(
                file, 0,
                $"column '{column.Name}' has an empty text or one with blanks, which {format} cannot hold.");
        }
    }

    private static bool IsWord(string text)
    {
        foreach (char letter in text)
        {
            if (char.IsWhiteSpace(letter))
                return false;
        }

        return text.Length > 0;
    }
}
