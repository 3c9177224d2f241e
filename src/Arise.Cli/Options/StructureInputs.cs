using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// Reads the structures of several files, one frame at a time; a file or frame that cannot be used ends only itself.
/// </summary>
internal sealed class StructureInputs
{
    private readonly List<(string File, string? Error)> _inputs = [];
    private readonly List<string> _notes = [];
    private readonly StructureReadOptions _options;
    private readonly FrameSelection _selection;
    private readonly bool _isDeep;
    private readonly List<string> _unknown = [];
    private int _file;
    private Func<double> _fractionOfFile = () => 0;

    /// <summary>Takes the names of files, folders and patterns (<see cref="InputNames"/>), and "-".</summary>
    /// <param name="names">The names.</param>
    /// <param name="options">What the files cannot say themselves.</param>
    /// <param name="selection">The frames that are wanted; all when omitted.</param>
    /// <param name="isDeep">Whether folders are taken with those in them, and archives with their files.</param>
    public StructureInputs(
        IEnumerable<string> names,
        StructureReadOptions options,
        FrameSelection? selection = null,
        bool isDeep = false)
    {
        (_options, _selection, _isDeep) = (options, selection ?? FrameSelection.All, isDeep);
        foreach (string name in names)
        {
            InputNames.Found found =
                isDeep ? InputNames.Below(name, options.Format) : InputNames.Of(name, options.Format);
            _inputs.AddRange(found.Files.Select(file => (file, (string?)null)));
            if (found.Error is not null)
                _inputs.Add((name, found.Error));
            if (found.Note is not null)
                _notes.Add(found.Note);
        }
    }

    /// <summary>The files, folders and patterns replaced by what they stand for.</summary>
    public IReadOnlyList<string> Files => [.. _inputs.Where(input => input.Error is null).Select(input => input.File)];

    /// <summary>What was left out of folders, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Number of files, and of names that stand for none.</summary>
    public int Count => _inputs.Count;

    /// <summary>One frame (from 1), or the error that ended its file; frame 0 where no file could be opened.</summary>
    public readonly record struct Item(string File, int Frame, AtomicStructure? Structure, string? Error);

    /// <summary>How much has been read, from 0 to 1; files of unknown length count as one unit each.</summary>
    public double Fraction => (_file + _fractionOfFile()) / Math.Max(_inputs.Count, 1);

    /// <summary>The frames of all files in order.</summary>
    /// <param name="cancellation">Ends the wait for a frame.</param>
    public IEnumerable<Item> Read(CancellationToken cancellation) => Interruptible.Read(Read(), cancellation);

    private IEnumerable<Item> Read()
    {
        int number = 0;
        for (_file = 0; _file < _inputs.Count; _file++)
        {
            (string name, string? error) = _inputs[_file];
            if (error is not null)
            {
                yield return new Item(name, 0, null, error);
                continue;
            }

            number = _selection.IsSeries ? number : 0;
            if (number >= _selection.Range.Last)
                yield break;
            int taken = 0;
            foreach ((Item item, bool isFrame) in _isDeep && InputNames.IsArchive(name)
                ? FramesOfArchive(name)
                : FramesOf(name, options => Open(name, options)))
            {
                number += isFrame ? 1 : 0;
                if (!isFrame || _selection.Takes(number))
                {
                    taken++;
                    yield return item;
                }

                if (number >= _selection.Range.Last)
                    break;
            }

            if (taken == 0 && !_selection.IsSeries)
                yield return new Item(name, Math.Max(number, 1), null, None(name, number));
        }
    }

    private string None(string name, int count) =>
        $"{name}: the file holds {count} {(count == 1 ? "frame" : "frames")}, none of them in "
        + $"--frames {_selection.Range}.";

    // The frames of the files in an archive; those that are no structure files are noted.
    private IEnumerable<(Item Item, bool IsFrame)> FramesOfArchive(string archive)
    {
        using FileStream stream = new(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        _fractionOfFile = () => stream.CanRead ? (double)stream.Position / Math.Max(stream.Length, 1) : 1;
        using IEnumerator<(string Name, Stream Content)> members =
            StructureArchive.Members(stream, archive).GetEnumerator();
        while (true)
        {
            string? damage = null;
            bool isThere = false;
            try
            {
                isThere = members.MoveNext();
            }
            catch (Exception error) when (error is AriseException or IOException)
            {
                damage = ErrorText.Of(error);
            }

            if (damage is not null)
                yield return (new Item(archive, 0, null, damage), false);
            if (!isThere)
                break;
            (string name, Stream content) = members.Current;
            bool isNamed = _options.Format is not null || InputNames.TellsFormat(name);
            foreach ((Item Item, bool IsFrame) one in FramesOf(
                name, options => StructureFile.Read(content, name, options)))
            {
                // As in folders: what neither name nor content tells is none of ours.
                if (isNamed || one.IsFrame || one.Item.Frame > 1)
                    yield return one;
                else
                    _unknown.Add(name);
            }
        }

        if (_unknown.Count > 0)
            _options.Note?.Invoke(InputNames.LeftOut(archive, _unknown, "structure file"));
        _unknown.Clear();
    }

    // The frames of a file, broken ones with their errors among them, and last the error that ends it.
    private IEnumerable<(Item Item, bool IsFrame)> FramesOf(
        string file, Func<StructureReadOptions, IEnumerable<AtomicStructure>> open)
    {
        var broken = new Queue<string>();
        StructureReadOptions options = _options with { BrokenFrame = error => broken.Enqueue(ErrorText.Of(error)) };
        using IEnumerator<AtomicStructure> frames = open(options).GetEnumerator();
        for (int frame = 1; ; frame++)
        {
            Item item = Next(file, frame, frames);
            for (; broken.TryDequeue(out string? error); frame++)
                yield return (new Item(file, frame, null, error), true);
            if (item is { Structure: null, Error: null })
                yield break;
            yield return (item.Frame == 0 ? item : item with { Frame = frame }, item.Error is null);
            if (item.Error is not null)
                yield break;
        }
    }

    private static Item Next(string file, int frame, IEnumerator<AtomicStructure> frames)
    {
        WorkInHand.Input = frame > 1 ? $"{file}, frame {frame}" : file;
        try
        {
            return new Item(file, frame, frames.MoveNext() ? frames.Current : null, null);
        }
        catch (AriseException error)
        {
            return new Item(file, frame, null, ErrorText.Of(error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Item(file, frame > 1 ? frame : 0, null, ErrorText.Of(error));
        }
    }

    // The library says what is wrong with a name that is no file.
    private IEnumerable<AtomicStructure> Open(string name, StructureReadOptions options)
    {
        _fractionOfFile = () => 0;
        if (!File.Exists(name))
            return StandardStreams.Read(name, options);
        return OpenWhenAsked();

        IEnumerable<AtomicStructure> OpenWhenAsked()
        {
            using var stream = new FileStream(
                name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            // A pipe has neither length nor place.
            _fractionOfFile = !stream.CanSeek
                ? () => 0
                : () => stream.CanRead ? (double)stream.Position / Math.Max(stream.Length, 1) : 1;
            foreach (AtomicStructure structure in StructureFile.Read(stream, name, options))
                yield return structure;
        }
    }
}
