using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// A file that structures are read from: its name and the place in it for messages, and what is kept of it against
/// the memory budget.
/// </summary>
internal abstract class StructureSource(string file) : IDisposable
{
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private double _kept;

    /// <summary>File name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>Number of the line returned last, from 1; 0 where there are no lines.</summary>
    public long LineNumber { get; protected set; }

    /// <summary>Takes what a reader leaves out of a file (<see cref="StructureReadOptions.Note"/>).</summary>
    public Action<string>? Notes { get; init; }

    /// <summary>Takes frames that cannot be used (<see cref="StructureReadOptions.BrokenFrame"/>).</summary>
    public Action<StructureFormatException>? BrokenFrames { get; init; }

    /// <summary>Whether frames were left out as broken.</summary>
    public bool AnySkipped { get; private set; }

    /// <summary>
    /// Counts what is kept of what was read, an atom with all that working on it takes. What is counted is what was
    /// really there, never what a header promises.
    /// </summary>
    /// <param name="bytes">Bytes more.</param>
    /// <exception cref="StructureFormatException">That is more than the memory budget.</exception>
    public void Keep(double bytes)
    {
        _kept += bytes;
        if (_kept > MemoryBudget.Bytes)
        {
            throw ErrorAt(
                LineNumber,
                $"to work on what was read up to here takes {MemoryBudget.Text(_kept)} of memory (an atom at least "
                + $"{MemoryBudget.BytesPerAtom:F0} bytes), more than the budget of "
                + $"{MemoryBudget.Text(MemoryBudget.Bytes)}; take fewer atoms, or a larger budget.",
                nameof(MemoryBudget.Bytes));
        }
    }

    /// <summary>Counts anew: what was kept is handed over, or given up.</summary>
    public void Release() => _kept = 0;

    /// <summary>Says what is left out of the file: once for each text, with the line where it first occurs.</summary>
    /// <param name="text">One sentence that does not depend on the place.</param>
    /// <param name="line">Line number from 1.</param>
    public void Note(string text, long line)
    {
        if (_noted.Add(text))
            Notes?.Invoke(new StructureFormatException(File, line, text).Message);
    }

    /// <summary>Says at the end of a file that there were frames without atoms.</summary>
    /// <param name="line">Line of the last one.</param>
    /// <param name="any">Whether other frames have atoms.</param>
    /// <exception cref="StructureFormatException">None has.</exception>
    public void TellEmptyFrames(long line, bool any)
    {
        if (!any)
            throw ErrorAt(line, "the number of atoms is 0; a structure needs at least one.");
        Note("frames without atoms are left out.", line);
    }

    /// <summary>
    /// Hands over the error of a frame that is left out; false when it must be thrown, because nobody takes such errors
    /// or because a setting would cure all frames alike.
    /// </summary>
    public bool Skips(StructureFormatException error)
    {
        if (BrokenFrames is null || error.MissingSetting is not null)
            return false;
        AnySkipped = true;
        BrokenFrames(error);
        return true;
    }

    /// <summary>
    /// The number of atoms that a file promises, checked to lie between 1 and what an array holds.
    /// </summary>
    public int AtomCount(long count) => count switch
    {
        <= 0 => throw Error($"the number of atoms is {count}; a structure needs at least one."),
        > 1 << 30 => throw Error($"the number of atoms is {count}; at most {1 << 30} can be read."),
        _ => (int)count,
    };

    /// <summary>A lattice from vectors that end at <paramref name="line"/>, by default the current one.</summary>
    /// <exception cref="StructureFormatException">The vectors span no volume.</exception>
    public Lattice CreateLattice(Vector3D a, Vector3D b, Vector3D c, long? line = null)
    {
        try
        {
            return new Lattice(a, b, c);
        }
        catch (ArgumentException problem)
        {
            throw ErrorAt(line ?? LineNumber, $"the cell is unusable, correct it: {problem.Message}");
        }
    }

    /// <summary>An error at the current line.</summary>
    public StructureFormatException Error(string problem) => ErrorAt(LineNumber, problem);

    /// <summary>An error at a given line.</summary>
    /// <param name="line">Line number from 1; 0 for none.</param>
    /// <param name="problem">One sentence.</param>
    /// <param name="missingSetting">The property of the options that would help.</param>
    public virtual StructureFormatException ErrorAt(long line, string problem, string? missingSetting = null) =>
        new(File, line, problem) { MissingSetting = missingSetting };

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>What a decoder found wrong with compressed data.</summary>
    protected StructureFormatException Damaged(InvalidDataException damage) => new(
        File, LineNumber, $"{damage.Message}, from about here on; copy the file again.", damage);
}
