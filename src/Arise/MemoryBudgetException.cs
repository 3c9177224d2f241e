namespace Arise;

/// <summary>
/// Something needs more memory than <see cref="MemoryBudget.Bytes"/>; nothing of it has been allocated.
/// </summary>
public sealed class MemoryBudgetException : AriseException
{
    internal MemoryBudgetException(double needed, long budget, string what, string remedy, string? setting)
        : base($"{what} needs {MemoryBudget.Text(needed)} of memory, more than the budget of "
            + $"{MemoryBudget.Text(budget)}: {remedy}.") =>
        (Needed, Budget, Setting) = (needed, budget, setting);

    /// <summary>What is needed, in bytes.</summary>
    public double Needed { get; }

    /// <summary>The budget at that time, in bytes.</summary>
    public long Budget { get; }

    /// <summary>The property of the settings to change, if it is one.</summary>
    public string? Setting { get; }
}
