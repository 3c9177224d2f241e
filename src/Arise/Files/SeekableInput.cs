namespace Arise.Files;

/// <summary>
/// Input that is read here and there, such as the members of an archive. What comes through a pipe is read into memory
/// first, as far as the memory budget goes.
/// </summary>
internal static class SeekableInput
{
    private const int ChunkLength = 1 << 20;

    /// <summary>Opens a file, a pipe among them.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="MemoryBudgetException">More comes through a pipe than the budget allows.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path}: this is a folder; name a file.");
        FileStream file = File.OpenRead(path);
        if (file.CanSeek)
            return file;
        using (file)
            return Of(file, path);
    }

    /// <summary>The stream itself where it can be read here and there, or what is left of it in memory.</summary>
    /// <exception cref="MemoryBudgetException">More comes than the budget allows.</exception>
    public static Stream Of(Stream stream, string name)
    {
        if (stream.CanSeek)
            return stream;
        var memory = new MemoryStream();
        byte[] chunk = new byte[ChunkLength];
        int length;
        while ((length = stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false)) > 0)
        {
            // The buffer doubles when it grows, and for a moment the old one is there too.
            long needed = memory.Length + length;
            MemoryBudget.Require(
                3.0 * needed, $"{name}: what comes through this pipe", "save it to a file and name that");
            if (needed > Array.MaxLength)
            {
                throw new IOException(
                    $"{name}: more than 2 GB come through the pipe; save them to a file and name it.");
            }

            memory.Write(chunk, 0, length);
        }

        memory.Position = 0;
        return memory;
    }
}
