using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>The frames of a file that can be used, and what is wrong with the others.</summary>
internal sealed class GoodFrames : IDisposable
{
    private const int MostTold = 10;

    private readonly List<(int Number, StructureFormatException Error)> _broken = [];
    private readonly IEnumerator<AtomicStructure> _frames;
    private int _good;

    /// <summary>Opens a file, or standard input.</summary>
    public GoodFrames(string input, StructureReadOptions options, CancellationToken cancellation)
    {
        options = options with { BrokenFrame = Add };
        _frames = Interruptible.Read(StandardStreams.Read(input, options), cancellation).GetEnumerator();
    }

    /// <summary>Number of the frame in the file, from 1; broken ones count.</summary>
    public int Number => _good + _broken.Count;

    /// <summary>The frame.</summary>
    public AtomicStructure Current => _frames.Current;

    /// <summary>Whether one of the frames that are wanted could not be used.</summary>
    public bool AnyBroken(FrameSelection wanted) => _broken.Any(frame => wanted.Takes(frame.Number));

    /// <summary>Goes to the next good frame; false behind the last, and where the file cannot be read on.</summary>
    /// <exception cref="StructureFormatException">The file cannot be read, and no frame was good before.</exception>
    public bool MoveNext()
    {
        try
        {
            if (!_frames.MoveNext())
                return false;
            _good++;
            return true;
        }
        catch (StructureFormatException error) when (Number > 0)
        {
            Add(error);
            return false;
        }
    }

    /// <summary>Counts the frame as one that cannot be used.</summary>
    public void Refuse(StructureFormatException error)
    {
        _broken.Add((Number, error));
        _good--;
    }

    /// <summary>Throws what is wrong with the file when no frame is good, or with the frame that is wanted.</summary>
    /// <param name="wanted">Number of the frame; 0 for all.</param>
    public void ThrowIfNone(int wanted)
    {
        foreach ((int number, StructureFormatException error) in _broken)
        {
            if (_good == 0 || number == wanted)
                throw error;
        }
    }

    /// <summary>Says which of the frames that are wanted are left out.</summary>
    public void TellBroken(TextWriter notes, string output, FrameSelection wanted)
    {
        (int Number, StructureFormatException Error)[] told = [.. _broken.Where(frame => wanted.Takes(frame.Number))];
        foreach ((int number, StructureFormatException error) in told.Take(MostTold))
            notes.WriteLine($"arise: {ErrorText.Of(error)} Frame {number} is not in {output}.");
        if (told.Length > MostTold)
            notes.WriteLine($"arise: {told.Length - MostTold} more frames are not in {output}.");
    }

    private void Add(StructureFormatException error) => _broken.Add((Number + 1, error));

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
