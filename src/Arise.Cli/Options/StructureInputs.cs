using System.IO.Enumeration;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// Reads the structures of several files, one frame at a time; a file that cannot be used ends only itself.
/// </summary>
internal sealed class StructureInputs
{
    private readonly List<string> _files = [];
    private readonly StructureReadOptions _options;
    private int _file;
    private Func<double> _fractionOfFile = () => 0;

    /// <summary>Takes file names, "-" and patterns with * and ? in the last part.</summary>
    public StructureInputs(IEnumerable<string> arguments, StructureReadOptions options)
    {
        _options = options;
        foreach (string argument in arguments)
            _files.AddRange(Expand(argument));
    }

    /// <summary>The files, patterns replaced by what they stand for.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Number of files.</summary>
    public int Count => _files.Count;

    /// <summary>One frame, or the error that ended its file.</summary>
    public readonly record struct Item(string File, int Frame, AtomicStructure? Structure, string? Error);

    /// <summary>How much has been read, from 0 to 1; files of unknown length count as one unit each.</summary>
    public double Fraction => (_file + _fractionOfFile()) / Math.Max(_files.Count, 1);

    /// <summary>The frames of all files in order.</summary>
    /// <param name="cancellation">Ends the wait for a frame.</param>
    public IEnumerable<Item> Read(CancellationToken cancellation) => Interruptible.Read(Read(), cancellation);

    private IEnumerable<Item> Read()
    {
        for (_file = 0; _file < _files.Count; _file++)
        {
            string name = _files[_file];
            using IEnumerator<AtomicStructure> frames = Open(name).GetEnumerator();
            int frame = 1;
            Item item;
            while ((item = Next(name, frame++, frames)) is not { Structure: null, Error: null })
            {
                yield return item;
                if (item.Error is not null)
                    break;
            }
        }
    }

    private static Item Next(string file, int frame, IEnumerator<AtomicStructure> frames)
    {
        WorkInHand.Input = frame > 1 ? $"{file}, frame {frame}" : file;
        try
        {
            return new Item(file, frame, frames.MoveNext() ? frames.Current : null, null);
        }
        catch (Exception error) when (error is AriseException or IOException or UnauthorizedAccessException)
        {
            return new Item(file, frame, null, ErrorText.Of(error));
        }
    }

    // The library says what is wrong with a name that is no file.
    private IEnumerable<AtomicStructure> Open(string name)
    {
        _fractionOfFile = () => 0;
        if (!File.Exists(name))
            return StandardStreams.Read(name, _options);
        return OpenWhenAsked();

        IEnumerable<AtomicStructure> OpenWhenAsked()
        {
            using var stream = new FileStream(
                name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            // A pipe has neither length nor place.
            _fractionOfFile = !stream.CanSeek
                ? () => 0
                : () => stream.CanRead ? (double)stream.Position / Math.Max(stream.Length, 1) : 1;
            foreach (AtomicStructure structure in StructureFile.Read(stream, name, _options))
                yield return structure;
        }
    }

    private static string[] Expand(string argument)
    {
        string pattern = Path.GetFileName(argument);
        if (!pattern.AsSpan().ContainsAny('*', '?') || File.Exists(argument))
            return [argument];
        string folder = Path.GetDirectoryName(argument) is { Length: > 0 } given ? given : ".";
        string[] found = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder)
                .Where(
                    path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: false))
                .Select(path => folder == "." ? Path.GetFileName(path) : path)
                .Order(StringComparer.Ordinal)]
            : [];
        return found.Length > 0 ? found : [argument];
    }
}
