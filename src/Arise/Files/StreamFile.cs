using System.Formats.Tar;

namespace Arise.Files;

/// <summary>Tells pipes and character devices from files that can be replaced.</summary>
internal static class StreamFile
{
    private const int TypeOffset = 156;

    /// <summary>Whether a path names something that is only written to: a pipe, a terminal, /dev/null.</summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return false;

        // The link of an open pipe (/dev/fd/63) leads to a name that is no file; the path itself can be opened.
        string real = RealPath.Of(path);
        if (!File.Exists(real))
            return real.StartsWith("/proc/", StringComparison.Ordinal);
        return new FileInfo(real).Length == 0 && TypeOf(real) is '3' or '6';
    }

    // .NET tells the kind of a file in one place: the entry that an archive would have.
    private static char TypeOf(string path)
    {
        using var entry = new MemoryStream();
        try
        {
            using var archive = new TarWriter(entry, TarEntryFormat.Ustar, leaveOpen: true);
            archive.WriteEntry(path, "file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return '0';
        }

        return entry.Length > TypeOffset ? (char)entry.GetBuffer()[TypeOffset] : '0';
    }
}
