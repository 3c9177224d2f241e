using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>
/// Reads the structures of several files, one frame at a time; a file or frame that cannot be used ends only itself.
/// </summary>
internal sealed class StructureInputs
{
    private readonly NamedFiles _inputs;
    private readonly StructureReadOptions _options;
    private readonly FrameSelection _selection;
    private readonly bool _isDeep;
    private int _file;
    private int _number;
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
        _inputs = new NamedFiles(
            names,
            name => isDeep ? InputNames.Below(name, options.Format) : InputNames.Of(name, options.Format));
    }

    /// <summary>The files, folders and patterns replaced by what they stand for.</summary>
    public IReadOnlyList<string> Files => _inputs.Files;

    /// <summary>What was left out of folders, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _inputs.Notes;

    /// <summary>Number of files, and of names that stand for none.</summary>
    public int Count => _inputs.All.Count;

    /// <summary>One frame (from 1), or the error that ended its file; frame 0 where no file could be opened.</summary>
    public readonly record struct Item(string File, int Frame, AtomicStructure? Structure, string? Error);

    /// <summary>How much has been read, from 0 to 1; files of unknown length count as one unit each.</summary>
    public double Fraction => (_file + _fractionOfFile()) / Math.Max(_inputs.All.Count, 1);

    /// <summary>The frames of all files in order.</summary>
    /// <param name="cancellation">Ends the wait for a frame.</param>
    public IEnumerable<Item> Read(CancellationToken cancellation) => Interruptible.Read(Read(), cancellation);

    private IEnumerable<Item> Read()
    {
        _number = 0;
        for (_file = 0; _file < _inputs.All.Count; _file++)
        {
            (string name, string? error) = _inputs.All[_file];
            if (error is not null)
            {
                yield return new Item(name, 0, null, error);
                continue;
            }

            if (_selection.IsSeries && _number >= _selection.Range.Last)
                yield break;
            foreach (Item item in _isDeep && InputNames.IsArchive(name)
                ? OfArchive(name)
                : Selected(name, FramesOf(name, options => Open(name, options))))
                yield return item;
        }
    }

    // The frames of a file that are wanted; of a series they are counted on.
    private IEnumerable<Item> Selected(string name, IEnumerable<(Item Item, bool IsFrame)> frames)
    {
        _number = _selection.IsSeries ? _number : 0;
        int taken = 0;
        foreach ((Item item, bool isFrame) in frames)
        {
            _number += isFrame ? 1 : 0;
            if (!isFrame || _selection.Takes(_number))
            {
                taken++;
                yield return item;
            }

            if (_number >= _selection.Range.Last)
                break;
        }

        if (taken == 0 && !_selection.IsSeries)
            yield return new Item(name, Math.Max(_number, 1), null, None(name, _number));
    }

    private string None(string name, int count) =>
        $"{name}: the file holds {count} {(count == 1 ? "frame" : "frames")}, none of them in "
        + $"--frames {_selection.Range}.";

    // The frames of the files in an archive. As in folders, what neither name nor content tells is left out and noted.
    private IEnumerable<Item> OfArchive(string archive)
    {
        using FileStream stream = new(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        _fractionOfFile = () => stream.CanRead ? (double)stream.Position / Math.Max(stream.Length, 1) : 1;
        using IEnumerator<(string Name, Stream Content)> members =
            StructureArchive.Members(stream, archive).GetEnumerator();
        var unknown = new List<string>();
        string? damage;
        while (Moves(members, out damage))
        {
            (string name, Stream content) = members.Current;
            bool isNamed = _options.Format is not null || InputNames.TellsFormat(name);
            IEnumerable<(Item Item, bool IsFrame)> frames =
                FramesOf(name, options => StructureFile.Read(content, name, options));
            using IEnumerator<(Item Item, bool IsFrame)> all = frames.GetEnumerator();
            bool isOurs = all.MoveNext() && (isNamed || all.Current.IsFrame);
            if (!isOurs)
            {
                unknown.Add(name);
                continue;
            }

            foreach (Item item in Selected(name, All(all)))
                yield return item;
        }

        if (damage is not null)
            yield return new Item(archive, 0, null, damage);
        if (unknown.Count > 0)
            _options.Note?.Invoke(InputNames.LeftOut(archive, unknown, "structure file"));
    }

    private static bool Moves(IEnumerator<(string Name, Stream Content)> members, out string? damage)
    {
        damage = null;
        try
        {
            return members.MoveNext();
        }
        catch (Exception error) when (error is AriseException or IOException)
        {
            damage = ErrorText.Of(error);
            return false;
        }
    }

    private static IEnumerable<T> All<T>(IEnumerator<T> begun)
    {
        do
            yield return begun.Current;
        while (begun.MoveNext());
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
