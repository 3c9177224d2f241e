namespace Arise.Tests;

/// <summary>
/// A test of a kernel: it also runs in child processes of <see cref="InstructionSetTests"/> whose vector instructions
/// are switched off. The class needs a constructor without parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute;
